import type { BenchOptions } from '../run.ts'
import { readMonth } from '../support/read_month.ts'

/**
 * Fills a municipality whose month is read and not billed, and measures nothing: with `--keep`, the benchmarks of billing, payments, close and
 * screens copy it by `--from` instead of filling one each.
 */
export default async function fill(options: BenchOptions) {
  const municipalityId = await readMonth(options)
  return { economies: options.economies, municipality: String(municipalityId) }
}
