/** What a stranger sees at the root: nothing that tells what runs here. */
export const decoyPage = `<!doctype html>
<html lang="en">
  <head><meta charset="utf-8" /><title>Welcome</title></head>
  <body><h1>It works</h1></body>
</html>
`;
