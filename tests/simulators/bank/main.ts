import { startFileBank } from './bank.ts'

/** A bank of files alone; `npm run demo:bank` starts it beside the one of Pix. */
const [folder = 'var/bancos/1'] = process.argv.slice(2)
const bank = await startFileBank(folder)
process.on('SIGTERM', () => {
  bank.stop()
  process.exit(0)
})
process.stdout.write(`${JSON.stringify({ control: bank.url, folder })}\n`)
