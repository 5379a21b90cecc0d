/** @type {import('next').NextConfig} */
module.exports = {
  output: 'export',
  // Addresses stay as written (/view#…). scripts/build.mjs also lays each page down as a folder, for hosts that know only folders.
  trailingSlash: false,
  images: { unoptimized: true },
  // `npm test` runs tsc on its own.
  typescript: { ignoreBuildErrors: true },
  reactStrictMode: true,
}
