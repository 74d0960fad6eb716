import { chromium } from "playwright-core";

/** Debian's Chromium, kept from calling home: a test run makes no request but to the server under test. */
export function launch({ chromium: executablePath, headed }) {
  return chromium.launch({
    executablePath,
    headless: !headed,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}
