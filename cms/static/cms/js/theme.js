/* Blocking and tiny, in the head: what the reader chose (or the device says) holds before the first paint. */
(() => {
  const root = document.documentElement;
  const device = matchMedia("(prefers-color-scheme: dark)");
  const stored = (key) => {
    try {
      return localStorage.getItem(key);
    } catch {
      return null; // Storage is switched off: follow the device.
    }
  };
  const paint = () => {
    root.dataset.bsTheme = stored("kt-theme") || (device.matches ? "dark" : "light");
  };
  root.classList.add("js");
  device.addEventListener("change", paint);
  paint();
  const zoom = Number(stored("kt-zoom"));
  if (zoom >= 0.9 && zoom <= 1.5) root.style.setProperty("--kt-zoom", zoom);
})();
