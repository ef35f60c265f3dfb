import 'htmx.org'
import './shell.js'
import './keyboard.js'
import './palette.js'
import './records.js'
import './lists.js'
import './forms.js'
import './address.js'
import './fill_form.js'
import './sketch.js'
import './attachments.js'
import './choices.js'
import './run.js'
import './field_map.js'
import './live.js'
import './desk.js'
import './review.js'
import './designer.js'

/* Islands of state are few: only pages that have one load what drives them. */
if (document.querySelector('[x-data]')) {
  const { default: Alpine } = await import('@alpinejs/csp')
  Alpine.start()
}
