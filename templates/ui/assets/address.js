/* The address of a form: what a registered street and a number, or a postal code, decide is filled in. */
const PLACES = [
  ['street', 'street'],
  ['district', 'district'],
  ['zipCode', 'zip_code'],
]
let last = ''

document.addEventListener('htmx:after:swap', () => {
  const found = document.querySelector('[data-address]')
  if (!found) return
  const state = JSON.stringify(found.dataset)
  // The same answer twice leaves alone what the person wrote since.
  if (state === last) return
  const isFirst = last === ''
  last = state
  for (const [name, field] of PLACES) {
    const box = document.getElementById(`field-${field}`)
    if (!box || !found.dataset[name] || (isFirst && box.value)) continue
    box.value = found.dataset[name]
  }
  const locality = document.getElementById('field-locality_id')
  if (locality?.tagName === 'SELECT' && !locality.value) locality.value = found.dataset.localityId
})
