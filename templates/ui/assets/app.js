import 'htmx.org'
import Alpine from '@alpinejs/csp'
import './shell.js'
import './keyboard.js'
import './palette.js'
import './records.js'

window.Alpine = Alpine
Alpine.start()
