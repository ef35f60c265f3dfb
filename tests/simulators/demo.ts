import { startFileBank } from './bank/bank.ts'
import { startBank } from './psp/bank.ts'

/** `npm run demo:bank [-- <folder of the Pix connection> <folder of the municipality's bank files>]`; see docs/operators. */
const [pixFolder = 'var/pix/demo', filesFolder = 'var/bancos/1'] = process.argv.slice(2)
const pix = await startBank(pixFolder)
const files = await startFileBank(filesFolder)
process.on('SIGTERM', () => {
  pix.stop()
  files.stop()
  process.exit(0)
})
const shown = {
  ...{ url: pix.url, control: pix.controlUrl, folder: pixFolder },
  files: { control: files.url, folder: filesFolder },
}
process.stdout.write(`${JSON.stringify(shown)}\n`)
