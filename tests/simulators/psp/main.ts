import { startBank } from './bank.ts'

/** `node --import=@poppinss/ts-exec tests/simulators/psp/main.ts <folder of the connection>` */
const [folder] = process.argv.slice(2)
if (!folder) throw new Error('Give the folder of the connection')
const bank = await startBank(folder)
process.on('SIGTERM', () => {
  bank.stop()
  process.exit(0)
})
// Its parent reads where it is; people too.
process.stdout.write(`${JSON.stringify({ url: bank.url, control: bank.controlUrl, folder })}\n`)
