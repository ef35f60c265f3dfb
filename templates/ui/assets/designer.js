/* The designer of reports: the answer of the server is what the form holds. What a person touched would else keep its old
   choice where rows moved, and what a list has added would be added again by the next change. */
function served(select) {
  const chosen = [...select.options].filter((option) => option.defaultSelected)
  return chosen.length || select.multiple ? chosen : [...select.options].slice(0, 1)
}

function settle(control) {
  if (control.type === 'checkbox') control.checked = control.defaultChecked
  else if (control instanceof HTMLSelectElement) {
    const chosen = served(control)
    for (const option of control.options) option.selected = chosen.includes(option)
  } else if (control instanceof HTMLInputElement && control !== document.activeElement) {
    control.value = control.defaultValue
  }
}

function differs(control) {
  if (control.type === 'checkbox') return control.checked !== control.defaultChecked
  if (control instanceof HTMLSelectElement) {
    const chosen = served(control)
    return [...control.options].some((option) => option.selected !== chosen.includes(option))
  }
  return control instanceof HTMLInputElement && control.value !== control.defaultValue
}

/* What was changed after the question left is newer than its answer. */
const newer = new Set()
const ofDesigner = (element) => element.closest?.('#designer')

for (const kind of ['input', 'change']) {
  document.addEventListener(kind, ({ target }) => {
    if (ofDesigner(target)) newer.add(target)
  })
}
document.addEventListener('htmx:before:request', ({ target }) => {
  if (ofDesigner(target)) newer.clear()
})
document.addEventListener('htmx:after:swap', () => {
  for (const control of document.querySelector('#designer')?.elements ?? []) {
    if (!newer.has(control)) settle(control)
  }
})

/* What was chosen before the page listened, or kept by the browser from a visit before, is asked about as well. */
document.addEventListener('htmx:after:init', ({ target: form }) => {
  // Not by form.id, which is the form's field of that name.
  if (form.matches('#designer') && [...form.elements].some(differs))
    form.dispatchEvent(new Event('change'))
})
