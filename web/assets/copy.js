// Buttons that copy the value of a field: `data-copy` names the field, `data-copied` is what the button says afterwards.

document.addEventListener("click", async (event) => {
  const button = event.target instanceof Element ? event.target.closest("[data-copy]") : null;
  if (!(button instanceof HTMLElement)) return;
  const field = document.getElementById(button.dataset.copy ?? "");
  const words = button.querySelector("span");
  if (!(field instanceof HTMLInputElement) || !words) return;
  field.select();
  try {
    await navigator.clipboard.writeText(field.value);
  } catch {
    // No permission: the text is selected, so the person can copy it by hand, and the button promises nothing.
    return;
  }
  const before = words.textContent;
  words.textContent = button.dataset.copied ?? "";
  words.setAttribute("role", "status");
  setTimeout(() => { words.textContent = before; }, 2000);
});
