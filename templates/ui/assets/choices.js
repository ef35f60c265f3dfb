/* A form shows only the fields that its own choices call for: data-when="field=value" or "field!=value". */
function isWanted(form, condition) {
  const [, name, not, value] = /^([^!=]+)(!?)=(.*)$/.exec(condition)
  const chosen = form.elements.namedItem(name)?.value
  return not ? chosen !== value : chosen === value
}

function follow(form) {
  for (const field of form.querySelectorAll('[data-when]')) {
    const wanted = isWanted(form, field.dataset.when)
    field.hidden = !wanted
    for (const input of field.querySelectorAll('input, select, textarea')) input.disabled = !wanted
  }
}

for (const form of document.querySelectorAll('form[data-choices]')) {
  follow(form)
  form.addEventListener('change', () => follow(form))
}
