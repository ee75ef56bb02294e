// NODE_ENV must be set before React is first imported: unset, the server renders with the development build at half the speed.

import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

process.env.NODE_ENV ??= "production";
await import(pathToFileURL(resolve(process.env.BUILD_DIRECTORY ?? "build", "server/index.js")).href);
