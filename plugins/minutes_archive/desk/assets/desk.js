/* What makes the desk quicker by hand; all of it works without. */
"use strict";

/* A document that is dropped on the form is as if it had been chosen there. */
const drop = document.querySelector(".drop");
if (drop) {
  const input = drop.querySelector("input[type=file]");
  drop.addEventListener("dragover", (event) => {
    event.preventDefault();
    drop.classList.add("over");
  });
  drop.addEventListener("dragleave", () => drop.classList.remove("over"));
  drop.addEventListener("drop", (event) => {
    event.preventDefault();
    drop.classList.remove("over");
    if (!event.dataTransfer.files.length) return;
    input.files = event.dataTransfer.files;
    drop.requestSubmit();
  });
  /* Past the form a dropped file would replace the page. */
  window.addEventListener("dragover", (event) => event.preventDefault());
  window.addEventListener("drop", (event) => event.preventDefault());
}

/* A form that is sent twice would be refused the second time. */
document.addEventListener("submit", (event) => {
  const button = event.target.querySelector("button");
  if (button) setTimeout(() => { button.disabled = true; });
});

/* What is opened to be changed is where one types. */
document.addEventListener("toggle", (event) => {
  if (event.target.open && event.target.matches(".change")) {
    const field = event.target.querySelector("textarea, input:not([type=hidden]), select");
    if (field) field.focus();
  }
}, true);
