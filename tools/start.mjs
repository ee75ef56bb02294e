// NODE_ENV must be set before React is first imported: unset, the server renders with the development build at half the speed.
process.env.NODE_ENV ??= "production";
await import("../build/server/index.js");
