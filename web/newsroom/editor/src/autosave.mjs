// Saves what changed, every few seconds, and goes on trying where no connection is. Knows nothing of pages: what it
// needs is handed in, so that its tests set the time.

const quiet = 3000; // from the first change that is not saved, in milliseconds
const pauses = [2000, 4000, 8000, 16000, 30000];

const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);

export class Autosave {
  /// `collect()` gives the fields; `send(fields, base, leaving)` answers as the newsroom does, {state: …}, or throws where
  /// nothing answered; `merged(sent, fields)` and `conflict(mine, answer)` change the page; `show(state, details)` tells;
  /// `keep` holds what is not saved: write(text), clear(); `after(ms, act)` gives what cancel() takes.
  constructor(given) {
    Object.assign(this, given);
    this.last = this.collect();
    this.timer = null;
    this.busy = false;
    this.tries = 0;
    this.stopped = false;
  }

  /// Something may have changed.
  changed() {
    if (!this.is_unsaved()) return;
    this.remember();
    if (!this.timer && !this.busy && !this.stopped) this.plan(quiet);
    this.show("changed", {});
  }

  is_unsaved() { return !same(this.collect(), this.last); }

  remember() { this.keep.write({ base: this.base, fields: this.collect() }); }

  plan(pause) {
    if (this.timer) this.cancel(this.timer);
    this.timer = this.after(pause, () => { this.timer = null; return this.save(); });
  }

  /// At once: by key, when a connection is back, or when the page is left.
  async save({ leaving = false, anyway = false } = {}) {
    if (this.busy || this.stopped) return;
    const fields = this.collect();
    if (same(fields, this.last) && !anyway) return void this.settled();
    if (this.timer) this.cancel(this.timer);
    this.timer = null;
    this.busy = true;
    if (!same(fields, this.last)) this.remember();
    try {
      this.take(fields, await this.send(fields, this.base, leaving));
      this.tries = 0;
    } catch {
      this.show("offline", {});
      this.plan(pauses[Math.min(this.tries++, pauses.length - 1)]);
    } finally {
      this.busy = false;
    }
    if (!this.timer && !this.stopped && this.state !== "refused" && this.is_unsaved()) this.plan(quiet);
  }

  take(fields, answer) {
    this.state = answer.state;
    if (answer.state === "saved" || answer.state === "merged") {
      this.base = answer.version;
      this.last = answer.state === "merged" ? { ...fields, ...known(fields, answer.fields) } : fields;
      if (answer.state === "merged") this.merged(fields, known(fields, answer.fields));
      this.settled();
      this.show(answer.state, answer);
    } else if (answer.state === "conflict") {
      this.stopped = true;
      this.show("conflict", answer);
      this.conflict(this.collect(), { ...answer, fields: known(fields, answer.fields) });
    } else {
      // said to be wrong: the same again would be wrong again, the next change may not
      this.show("refused", answer);
    }
  }

  settled() {
    if (this.is_unsaved()) this.remember();
    else this.keep.clear();
  }

  /// After a conflict: the page holds what was chosen, on top of their version.
  resolved(version, theirs) {
    this.base = version;
    this.last = { ...this.last, ...theirs };
    this.stopped = false;
    this.changed();
    return this.save();
  }

  /// A connection may be back.
  online() {
    if (this.tries > 0) this.plan(0);
  }
}

/// The newsroom answers with fields that the form has; others change nothing.
const known = (fields, answered = {}) => Object.fromEntries(Object.entries(answered ?? {})
  .filter(([name, value]) => Object.hasOwn(fields, name) && typeof value === "string")
  .map(([name, value]) => [name, value.replace(/\r\n?/g, "\n")]));
