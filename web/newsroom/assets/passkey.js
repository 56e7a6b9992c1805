// Forms with data-passkey ask the browser for a passkey, put its answer into hidden fields and send
// themselves. Without this file the same pages offer a key file.
"use strict";

const toBytes = (text) =>
  Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));

const toText = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

function fill(form, name, buffer) {
  const field = document.createElement("input");
  field.type = "hidden";
  field.name = name;
  field.value = toText(buffer);
  form.append(field);
}

async function create(form) {
  const { challenge, host, handle, paper, known } = form.dataset;
  const pseudonym = form.dataset.pseudonym || form.elements.pseudonym.value.trim();
  const made = await navigator.credentials.create({
    publicKey: {
      rp: { id: host, name: paper },
      user: { id: toBytes(handle), name: pseudonym, displayName: pseudonym },
      challenge: toBytes(challenge),
      pubKeyCredParams: [-8, -7, -257].map((alg) => ({ type: "public-key", alg })),
      excludeCredentials: (known || "").split(" ").filter(Boolean)
        .map((id) => ({ type: "public-key", id: toBytes(id) })),
      authenticatorSelection: { residentKey: "required", userVerification: "required" },
      attestation: "none",
    },
  });
  fill(form, "client_data", made.response.clientDataJSON);
  fill(form, "attestation", made.response.attestationObject);
}

async function get(form) {
  const { challenge, host } = form.dataset;
  const given = await navigator.credentials.get({
    publicKey: { challenge: toBytes(challenge), rpId: host, userVerification: "required" },
  });
  fill(form, "credential", given.rawId);
  fill(form, "client_data", given.response.clientDataJSON);
  fill(form, "authenticator_data", given.response.authenticatorData);
  fill(form, "signature", given.response.signature);
}

for (const form of document.querySelectorAll("form[data-passkey]")) {
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const alert = form.querySelector("[role=alert]");
    alert.hidden = true;
    try {
      await (form.dataset.passkey === "create" ? create(form) : get(form));
      form.submit();
    } catch {
      alert.textContent = form.dataset.failed;
      alert.hidden = false;
    }
  });
}
