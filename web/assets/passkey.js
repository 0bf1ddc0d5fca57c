// Passkeys: registering one, and signing in with one. The ceremonies' challenges come from the server as base64url in JSON.

/** @param {string} text @returns {ArrayBuffer} */
function bytes(text) {
  const binary = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(binary, (char) => char.charCodeAt(0)).buffer;
}

/** @param {ArrayBuffer | null} buffer @returns {string | null} */
function text(buffer) {
  if (!buffer) return null;
  const binary = String.fromCharCode(...new Uint8Array(buffer));
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/** @param {PublicKeyCredentialDescriptorJSON[] | undefined} list @returns {PublicKeyCredentialDescriptor[]} */
const known = (list) => (list ?? []).map((one) => ({ ...one, id: bytes(one.id), type: "public-key", transports: /** @type {AuthenticatorTransport[] | undefined} */ (one.transports) }));

/** @param {PublicKeyCredentialCreationOptionsJSON} json @returns {PublicKeyCredentialCreationOptions} */
function creation(json) {
  if ("parseCreationOptionsFromJSON" in PublicKeyCredential) return PublicKeyCredential.parseCreationOptionsFromJSON(json);
  return /** @type {PublicKeyCredentialCreationOptions} */ (/** @type {unknown} */ ({
    ...json, challenge: bytes(json.challenge), user: { ...json.user, id: bytes(json.user.id) }, excludeCredentials: known(json.excludeCredentials),
  }));
}

/** @param {PublicKeyCredentialRequestOptionsJSON} json @returns {PublicKeyCredentialRequestOptions} */
function request(json) {
  if ("parseRequestOptionsFromJSON" in PublicKeyCredential) return PublicKeyCredential.parseRequestOptionsFromJSON(json);
  return /** @type {PublicKeyCredentialRequestOptions} */ (/** @type {unknown} */ ({
    ...json, challenge: bytes(json.challenge), allowCredentials: known(json.allowCredentials),
  }));
}

/** @param {PublicKeyCredential} credential @returns {unknown} */
function json(credential) {
  if (typeof credential.toJSON === "function") return credential.toJSON();
  const { id, rawId, type, response } = credential;
  const clientDataJSON = text(response.clientDataJSON);
  const body = response instanceof AuthenticatorAttestationResponse
    ? { clientDataJSON, attestationObject: text(response.attestationObject), transports: response.getTransports?.() ?? [] }
    : response instanceof AuthenticatorAssertionResponse
      ? { clientDataJSON, authenticatorData: text(response.authenticatorData), signature: text(response.signature), userHandle: text(response.userHandle) }
      : { clientDataJSON };
  return { id, rawId: text(rawId), type, response: body, clientExtensionResults: credential.getClientExtensionResults() };
}

/** @param {string} address @param {unknown} body @returns {Promise<any>} */
async function post(address, body) {
  const answer = await fetch(address, { method: "POST", headers: { "content-type": "application/json", accept: "application/json" }, body: JSON.stringify(body) });
  // At an address without a name there are no passkeys, whatever the browser can do.
  if (answer.status === 409) throw new DOMException("no passkeys here", "NotSupportedError");
  if (!answer.ok) throw new Error(String(answer.status));
  const type = answer.headers.get("content-type") ?? "";
  return type.includes("json") ? answer.json() : {};
}

/** @param {HTMLElement} form @param {string | undefined} outcome which of its sentences to show; none while it runs */
function say(form, outcome) {
  for (const line of form.querySelectorAll("[data-outcome]")) {
    if (line instanceof HTMLElement) line.hidden = line.dataset.outcome !== outcome;
  }
}

/** @param {HTMLElement} form @param {string} name @returns {string} */
const value = (form, name) => {
  const field = form.querySelector(`[name="${name}"]`);
  return field instanceof HTMLInputElement ? field.value.trim() : "";
};

/** @type {Record<string, (form: HTMLElement) => Promise<void>>} */
const ceremonies = {
  async register(form) {
    const start = await post("/passkey/register/start", {});
    const credential = await navigator.credentials.create({ publicKey: creation(start.publicKey) });
    const name = value(form, "label");
    await post("/passkey/register/finish", { ...(name ? { label: name } : {}), credential: json(/** @type {PublicKeyCredential} */ (credential)) });
    location.reload();
  },
  async "sign-in"(form) {
    const start = await post("/passkey/sign-in/start", {});
    const credential = await navigator.credentials.get({ publicKey: request(start.publicKey) });
    const done = await post("/passkey/sign-in/finish", { credential: json(/** @type {PublicKeyCredential} */ (credential)) });
    location.assign(typeof done.next === "string" ? done.next : (form.dataset.next ?? "/"));
  },
};

/** @type {Record<string, string>} */
const outcomes = {
  NotAllowedError: "cancelled", AbortError: "cancelled", InvalidStateError: "already", NotSupportedError: "unsupported", SecurityError: "unsupported",
};

for (const form of document.querySelectorAll("[data-passkey]")) {
  const ceremony = form instanceof HTMLElement ? ceremonies[form.dataset.passkey ?? ""] : undefined;
  const button = form.querySelector("[data-ceremony]");
  if (!(form instanceof HTMLElement) || !ceremony || !(button instanceof HTMLButtonElement)) continue;
  if (!window.PublicKeyCredential) { say(form, "unsupported"); continue; }
  button.hidden = false;
  button.addEventListener("click", async () => {
    say(form, undefined);
    button.setAttribute("aria-disabled", "true");
    try {
      await ceremony(form);
    } catch (failure) {
      const name = failure instanceof Error || failure instanceof DOMException ? failure.name : "";
      say(form, outcomes[name] ?? "failed");
      if (outcomes[name] === "unsupported") button.hidden = true;
    } finally {
      button.removeAttribute("aria-disabled");
    }
  });
}
