import { startBank } from './bank.ts'

/** `npm run demo:bank [-- <folder of the connection>]`; see docs/operators/pix.md. */
const [folder = 'var/pix/demo'] = process.argv.slice(2)
const bank = await startBank(folder)
process.on('SIGTERM', () => {
  bank.stop()
  process.exit(0)
})
// Its parent reads where it is; people too.
process.stdout.write(`${JSON.stringify({ url: bank.url, control: bank.controlUrl, folder })}\n`)
