// A large file goes to the server in pieces, over HTTP and beside the page's own connection. The server says how much has come;
// after a lost connection that is where it goes on, and at the end whether all of it is what the browser has.

import { Sha256 } from './sha256.js';

const GIVE_UP_AFTER = 15 * 60 * 1000;
const LONGEST_WAIT = 15 * 1000;
const HASHED_AT_ONCE = 1 << 20;

// what lies between may take less than the server does, and commonly a megabyte
const SMALL_PIECE = 512 << 10;

/** Sends the file that was chosen; the page is told how far it is, and of the end. */
export function send(input, address, page) {
  const file = input.files[0];
  const leaving = new AbortController();
  run(file, new URL(address.replace(/^\//, ''), document.baseURI), page, leaving.signal);
  return { stop() { leaving.abort(); } };
}

async function run(file, address, page, signal) {
  const pause = ms => new Promise(done => { setTimeout(done, ms); signal.addEventListener('abort', done, { once: true }); });
  // the page's connection may be the one that is lost: what matters is told until it is heard
  const tell = async (what, ...args) => {
    for (let wait = 500; !signal.aborted; wait = Math.min(wait * 2, LONGEST_WAIT)) {
      try { return await page.invokeMethodAsync(what, ...args); } catch { await pause(wait); }
    }
  };
  const hint = (share, waits) => page.invokeMethodAsync('ProgressAsync', share, waits).catch(() => {});

  // a file that was changed or removed can be read no more, and sending it only says that it failed
  let isGone = false;
  const read = async (from, to) => {
    try { return new Uint8Array(await file.slice(from, to).arrayBuffer()); } catch (fault) { isGone = true; throw fault; }
  };

  // one part after the other: a piece that failed is sent again while the hashing of it may still go on
  const sha256 = new Sha256();
  let hashed = 0, hashing = Promise.resolve();
  const hashTo = end => hashing = hashing.then(async () => {
    for (let to; hashed < end && !signal.aborted; hashed = to) {
      to = Math.min(hashed + HASHED_AT_ONCE, end);
      sha256.add(await read(hashed, to));
    }
  });

  let offset = 0, lastGood = Date.now(), wait = 1000, most = Infinity;
  while (!signal.aborted) {
    try {
      const asked = await fetch(address, { signal, cache: 'no-store' });
      if (asked.status === 401 || asked.status === 403 || asked.status === 404) return await tell('BrokeOffAsync');
      if (!asked.ok) throw new Error(`${asked.status}`);
      let { offset: there, pieceBytes } = await asked.json();
      for (offset = there; offset < file.size; offset = there) {
        pieceBytes = Math.min(pieceBytes, most);
        const sending = fetch(address, {
          method: 'PATCH', signal, body: file.slice(offset, offset + pieceBytes),
          headers: { 'Content-Type': 'application/offset+octet-stream', 'Upload-Offset': `${offset}` },
        });
        const [sent] = await Promise.all([sending, hashTo(Math.min(offset + pieceBytes, file.size))]);
        if (sent.status === 413 && pieceBytes > SMALL_PIECE) {
          most = SMALL_PIECE;
          continue;
        }
        if (sent.status === 413) return await tell('TooLargeAsync', pieceBytes);
        if (sent.status === 400) return await tell('BrokeOffAsync');
        if (sent.status === 409 && (await sent.json()).code === 'request.upload_no_room') return await tell('NoRoomAsync');
        if (!sent.ok) throw new Error(`${sent.status}`);
        there = (await sent.json()).offset;
        lastGood = Date.now();
        wait = 1000;
        hint(there / file.size, false);
      }
      await hashTo(file.size);
      if (!signal.aborted) await tell('ArrivedAsync', sha256.hex());
      return;
    } catch {
      if (signal.aborted) return;
      await read(offset, offset + 1).catch(() => {});
      if (isGone) return await tell('UnreadableAsync');
      if (Date.now() - lastGood > GIVE_UP_AFTER) return await tell('BrokeOffAsync');
      hint(offset / file.size, true);
      await pause(wait);
      wait = Math.min(wait * 2, LONGEST_WAIT);
    }
  }
}
