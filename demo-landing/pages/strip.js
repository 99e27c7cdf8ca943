// Speaks about the page it stands on; the page works without it.
const strip = document.querySelector('.strip');
strip.querySelector('button').addEventListener('click', () => {
  strip.hidden = true;
});

const click = strip.querySelector('[data-click]');
const sdk = document.querySelector('script[data-key]');
if (sdk && !window.subpixel) {
  strip.querySelector('p').textContent = `The SDK did not load from ${sdk.src}: is the collector running?`;
} else if (click) {
  // Not before it is true: the form has the click ID when this resolves.
  click.textContent = await subpixel.ready();
}
