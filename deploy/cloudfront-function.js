// CloudFront Function for viewer requests: an S3 origin serves files only, so a page's folder gets
// the name of its file, and a folder without its slash is sent to the address with it.
function handler(event) {
  var request = event.request;
  if (request.uri.endsWith("/")) {
    request.uri += "index.html";
    return request;
  }
  if (!request.uri.split("/").pop().includes(".")) {
    return {
      statusCode: 301,
      statusDescription: "Moved Permanently",
      headers: { location: { value: request.uri + "/" } },
    };
  }
  return request;
}
