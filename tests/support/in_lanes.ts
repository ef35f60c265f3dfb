/** Requests that a security test makes at once: there are thousands of them. */
const AT_ONCE = 8

/** Tries each of many things, some at a time, and gives what was found about those that are not as they should be. */
export async function inLanes<T>(
  list: Iterable<T>,
  tryOne: (one: T) => Promise<string | null>
): Promise<string[]> {
  const findings: string[] = []
  const waiting = [...list]
  const lane = async () => {
    while (waiting.length) {
      const finding = await tryOne(waiting.shift()!)
      if (finding) findings.push(finding)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, lane))
  return findings
}
