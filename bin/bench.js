/** `npm run bench -- <name> [options]`: runs a benchmark of tests/benchmarks on a database of its own. */
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

await import('./typescript.js')
const [name, ...args] = process.argv.slice(2)
const file = new URL(`../tests/benchmarks/${name}/bench.ts`, import.meta.url)
if (!name || !existsSync(fileURLToPath(file))) {
  process.stderr.write(
    'Usage: npm run bench -- billing|close|documents|dunning|during|fill|massive|payments|rules|screens|simulation [--economies 20000] [--processes 2] [--json] [--keep] [--from <database>]\n'
  )
  process.exit(2)
}
const { runBenchmark } = await import('../tests/benchmarks/run.ts')
await runBenchmark(file.href, args)
