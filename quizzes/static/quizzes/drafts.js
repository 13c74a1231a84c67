// Answers that have not reached the server yet, kept on this phone: {seq, waiting: {number: {seq, entries}}}.

const name = (token) => `qinqing-paper-${token}`;

export function read(token) {
  try {
    return JSON.parse(localStorage.getItem(name(token))) ?? { seq: 0, waiting: {} };
  } catch {
    return { seq: 0, waiting: {} };
  }
}

export function write(token, drafts) {
  try {
    localStorage.setItem(name(token), JSON.stringify(drafts));
  } catch {
    // A full or forbidden storage: the answer still goes to the server, only not across a reload.
  }
}

export function forget(token) {
  try {
    localStorage.removeItem(name(token));
  } catch {
    // As above.
  }
}
