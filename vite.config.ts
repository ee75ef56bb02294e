import { reactRouter } from "@react-router/dev/vite";
import { defineConfig } from "vite";

// The server's own entry is the SSR entry, so pages, API and workers share one module graph: no module is loaded twice.
export default defineConfig({
  plugins: [reactRouter()],
  ssr: { noExternal: [/^@mantine\//] },
  environments: {
    ssr: {
      build: {
        rolldownOptions: {
          input: "./src/server/main.ts",
        },
      },
    },
  },
  clearScreen: false,
});
