// Passkeys: what the server asks is handed to the browser, and the key's answer back. Functions give null where all went well, else
// a sentence to show; an empty one where the person closed the browser's own window.

const post = async (path, body = {}) => {
  const answer = await fetch(`account/passkey/${path}`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) });
  const told = answer.headers.get('Content-Type')?.includes('json') ? await answer.json() : {};
  if (!answer.ok) throw new Error(told.text ?? `${answer.status} ${answer.statusText}`);
  return told;
};

const quietly = async work => {
  try {
    await work();
    return null;
  } catch (fault) {
    return fault instanceof DOMException ? '' : fault.message;
  }
};

let waiting;

/** Asks for a key; the one that waits in the field for e-mail gives way to the button. */
const ask = async mediation => {
  waiting?.abort();
  waiting = new AbortController();
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(await post('request'));
  return JSON.stringify((await navigator.credentials.get({ publicKey, mediation, signal: waiting.signal })).toJSON());
};

const signIn = async (form, mediation) => {
  const credential = await ask(mediation);
  const told = await post('sign-in', { credential, stay: form.querySelector('[name="Input.Stay"]')?.checked === true, returnUrl: new URLSearchParams(location.search).get('returnUrl') });
  location.assign(told.to);
};

const show = (form, sentence) => {
  const place = form.querySelector('[data-passkey-error]');
  place.textContent = sentence;
  place.hidden = !sentence;
};

window.passkeys = {
  available: () => 'PublicKeyCredential' in window && 'parseRequestOptionsFromJSON' in PublicKeyCredential,
  register: name => quietly(async () => {
    const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(await post('creation'));
    await post('register', { credential: JSON.stringify((await navigator.credentials.create({ publicKey })).toJSON()), name });
  }),
  confirm: () => quietly(async () => post('confirm', { credential: await ask() })),
};

/** The invited choose a passkey; the link is used up with it. */
const invited = async button => {
  const token = button.dataset.invited;
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(await post('invited-creation', { token }));
  await post('invited', { token, credential: JSON.stringify((await navigator.credentials.create({ publicKey })).toJSON()) });
  location.assign(button.dataset.done);
};

document.addEventListener('click', async event => {
  const button = event.target instanceof Element && event.target.closest('[data-invited]');
  if (button) show(button.closest('form'), await quietly(() => invited(button)));
  const form = event.target instanceof Element && event.target.closest('[data-passkey]')?.closest('form');
  if (form) show(form, await quietly(() => signIn(form)));
});

// where the browser offers passkeys in the field for e-mail
const field = document.querySelector('input[autocomplete~="webauthn"]');
if (field && window.passkeys.available() && await PublicKeyCredential.isConditionalMediationAvailable?.())
  quietly(() => signIn(field.form, 'conditional')).then(sentence => sentence && show(field.form, sentence));
else if (!window.passkeys.available())
  for (const button of document.querySelectorAll('[data-passkey], [data-invited]')) button.hidden = true;
