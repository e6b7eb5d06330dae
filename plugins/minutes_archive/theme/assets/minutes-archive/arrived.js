/* Material's instant loading puts a page into the frame of the one before, whose head and scripts
   are another page's. It runs this again when it does so, and the page is loaded as it is. */
if (window.document$) { location.reload(); }
