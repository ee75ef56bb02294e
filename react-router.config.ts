import type { Config } from "@react-router/dev/config";

export default {
  appDirectory: "src",
  buildDirectory: process.env.BUILD_DIRECTORY ?? "build",
  ssr: true,
} satisfies Config;
