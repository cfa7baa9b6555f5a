// What the shell needs beyond HTML: menus that close, the skip link's focus, dialogs that are modal, "reload" buttons.
// Listeners stand on the document, so that they outlive every change of page.

const menus = () => document.querySelectorAll('details.menu[open]');

document.addEventListener('click', event => {
  const target = event.target;
  if (!(target instanceof Element)) return;

  for (const menu of menus())
    if (!menu.contains(target) || target.closest('.menu-list a')) menu.open = false;

  const nav = target.closest('nav[popover]');
  if (nav && target.closest('a') && nav.matches(':popover-open')) nav.hidePopover();

  if (target.closest('.skip-link')) {
    event.preventDefault();
    document.getElementById('content')?.focus();
  }

  if (target.closest('[data-reload]')) location.reload();
});

document.addEventListener('keydown', event => {
  if (event.key !== 'Escape') return;
  for (const menu of menus()) {
    menu.open = false;
    menu.querySelector('summary')?.focus();
  }
});

for (const [type, over] of [['dragenter', true], ['dragover', true], ['dragleave', false], ['drop', false]])
  document.addEventListener(type, event => event.target instanceof Element && event.target.closest('.drop')?.classList.toggle('over', over));

/** The park that was open last, for the next document; called by the layout. */
window.rememberPark = (cookie, code) => {
  document.cookie = `${cookie}=${encodeURIComponent(code)}; path=/; max-age=31536000; samesite=lax${location.protocol === 'https:' || cookie.startsWith('__Host-') ? '; secure' : ''}`;
};

/** True where the browser let the text be copied; it does on https and on this machine only. */
window.copyText = async text => {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
};

/** Opens a dialog element; the browser keeps the focus inside and gives it back afterwards. */
export const openDialog = dialog => { if (!dialog.open) dialog.showModal(); };
/** Whether it was open: only then the browser says that it closed. */
export const closeDialog = dialog => { const open = dialog.open; dialog.close(); return open; };
