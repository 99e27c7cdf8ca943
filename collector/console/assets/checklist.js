// A part of a page that is waited for fetches the page again every few seconds, while somebody looks, until it is whole.
for (const part of document.querySelectorAll('[data-await]')) {
  const timer = setInterval(() => {
    if (document.hidden || part.contains(document.activeElement)) return;
    const request = new XMLHttpRequest();
    request.open('GET', location.href);
    request.responseType = 'document';
    request.onload = () => {
      const fresh = request.response?.getElementById(part.id);
      if (!fresh?.dataset.await) clearInterval(timer);
      if (!fresh || fresh.textContent === part.textContent) return;
      part.replaceChildren(...fresh.childNodes);
      part.dispatchEvent(new Event('subpixel:shown', { bubbles: true }));
    };
    request.send();
  }, part.dataset.await * 1000);
}
