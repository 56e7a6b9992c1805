// One autosave to the newsroom.

const most_kept_alive = 60000; // browsers let a page that is left send 64 KiB

/// The newsroom's answer; {state: "refused", outside: true} where the session is over. Throws where nothing answers.
export async function post(form, fields, base, leaving) {
  const body = new URLSearchParams({ ...fields, base: String(base), form: form.elements.form?.value ?? "" }).toString();
  const answer = await fetch(form.dataset.autosave, {
    method: "POST", body, redirect: "manual", credentials: "same-origin",
    keepalive: leaving && body.length < most_kept_alive,
    headers: { "Content-Type": "application/x-www-form-urlencoded", Accept: "application/json" },
  });
  if (answer.status >= 500) throw new Error("the newsroom does not answer");
  const is_json = /json/.test(answer.headers.get("Content-Type") ?? "");
  if (!is_json) return { state: "refused", outside: true };
  return answer.json();
}
