/* The designer of reports: the answer of the server is what the form holds. What a person touched would else keep its old
   choice where rows moved, and what a list has added would be added again by the next change. */
function settle(control) {
  if (control.type === 'checkbox') control.checked = control.defaultChecked
  else if (control instanceof HTMLSelectElement) {
    const chosen = [...control.options].filter((option) => option.defaultSelected)
    for (const option of control.options) option.selected = chosen.includes(option)
    if (!control.multiple && !chosen.length) control.selectedIndex = 0
  } else if (control instanceof HTMLInputElement && control !== document.activeElement) {
    control.value = control.defaultValue
  }
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
