// What is not saved yet is kept in the window's own session storage: it survives a reload and a lost connection, and goes
// away with the window, so that nothing of an article stays on a reporter's disk longer than it is worked on.

export function keep_in(storage, address) {
  const name = `kolokol${address}`;
  return {
    write(kept) {
      try {
        storage.setItem(name, JSON.stringify(kept));
      } catch {
        // full or forbidden: the text is still in the page, which asks before it is left
      }
    },
    clear() {
      try { storage.removeItem(name); } catch { /* forbidden */ }
    },
    /// {base, fields}, or nothing.
    read() {
      try {
        const kept = JSON.parse(storage.getItem(name));
        return kept && typeof kept.fields === "object" ? kept : null;
      } catch {
        return null;
      }
    },
  };
}
