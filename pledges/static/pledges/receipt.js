/* The signature is with the server now; what this browser kept of it goes. */
for (const key of Object.keys(sessionStorage)) {
  if (key.startsWith("pledge-strokes:")) sessionStorage.removeItem(key);
}
