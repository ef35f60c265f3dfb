import { municipalityOf } from '../municipality.ts'
import { municipalityIds, openIdSettings } from '../network/settings.ts'

/** A way into the system by the network's account, as the login page shows it. */
export interface OpenIdButton {
  readonly municipalityId: bigint
  readonly title: string
  readonly path: string
}

/** One button for each municipality of the installation that has a provider; their names when there are several. */
export async function openIdButtons(): Promise<OpenIdButton[]> {
  const buttons: OpenIdButton[] = []
  for (const municipalityId of await municipalityIds()) {
    const settings = await openIdSettings(municipalityId)
    if (!settings) continue
    const { title } = settings
    buttons.push({ municipalityId, title, path: `/login/openid?de=${municipalityId}` })
  }
  if (buttons.length < 2) return buttons
  return Promise.all(
    buttons.map(async (button) => {
      const { name } = await municipalityOf(button.municipalityId)
      return { ...button, title: `${button.title} · ${name}` }
    })
  )
}
