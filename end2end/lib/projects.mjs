/**
 * The ways a journey is walked. `scripts`: a desktop with the wasm. `plain`: the same with scripts off, as on terminals
 * that block them. `mobile`: 360 pixels wide, touch.
 */
export const PROJECTS = [
  { name: "scripts", scripts: true, context: { viewport: { width: 1280, height: 900 } } },
  { name: "plain", scripts: false, context: { viewport: { width: 1280, height: 900 }, javaScriptEnabled: false } },
  { name: "mobile", scripts: true, context: { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true } },
];
