import type { SimulatorProcess } from '#tests/simulators/process'

/** Makes the product send by a simulated API, which posts to the server of the tests, until the returned function is called. */
export async function useWhatsapp(api: SimulatorProcess): Promise<() => void> {
  const { settings } = await api.order<{ settings: Readonly<Record<string, string>> }>('state')
  const names = Object.keys(settings)
  const before = names.map((name) => process.env[name])
  Object.assign(process.env, settings)
  const url = `http://${process.env.HOST}:${process.env.PORT}/api/messaging/whatsapp`
  await api.order('set', { webhook: url })
  return () => {
    for (const [index, name] of names.entries()) {
      if (before[index] === undefined) delete process.env[name]
      else process.env[name] = before[index]
    }
  }
}
