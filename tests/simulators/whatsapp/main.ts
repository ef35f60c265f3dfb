import { startWhatsapp } from './whatsapp.ts'

/** A WhatsApp Cloud API of this machine; see docs/operators/whatsapp.md. */
const [folder = 'var/whatsapp/demo'] = process.argv.slice(2)
const whatsapp = await startWhatsapp(folder)
process.on('SIGTERM', () => {
  whatsapp.stop()
  process.exit(0)
})
process.stdout.write(`${JSON.stringify({ control: whatsapp.controlUrl, folder })}\n`)
