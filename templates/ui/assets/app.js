import 'htmx.org'
import Alpine from '@alpinejs/csp'
import './shell.js'
import './keyboard.js'
import './palette.js'

window.Alpine = Alpine
Alpine.start()
