import { hostname } from 'node:os'
import db from '@adonisjs/lucid/services/db'
import { clock } from '#core/calendar/index'
import { query } from '#core/database/index'
import { CHANNELS } from '#core/messaging/index'
import { clearAlert, raiseAlert } from './raise.ts'
import { type Recipient, responsiblesFor } from './recipients.ts'

/** One failure may be a restart; this many in a row are an outage. */
const FAILURES = 3

interface Known {
  readonly municipalityId: bigint
  readonly recipients: readonly Recipient[]
}

/** What this process remembers for the time when the database cannot be asked. */
const memory: {
  known: readonly Known[]
  failures: number
  downSince: Date | null
  wasTold: boolean
} = {
  known: [],
  failures: 0,
  downSince: null,
  wasTold: false,
}

/**
 * Asks the database whether it is there. When it is not, the people last known as responsible get an e-mail that goes
 * straight to the gateway, once per outage; when it is back, the outage is written down and told.
 * @param ask what is asked; tests make it fail.
 */
export async function watchDatabase(ask: () => Promise<readonly Known[]> = askWho): Promise<void> {
  try {
    memory.known = await ask()
  } catch (error) {
    memory.failures += 1
    memory.downSince ??= clock.now()
    if (memory.failures < FAILURES || memory.wasTold) return
    memory.wasTold = true
    await tellOutage((error as Error).message)
    return
  }
  const { downSince, wasTold } = memory
  Object.assign(memory, { failures: 0, downSince: null, wasTold: false })
  if (wasTold && downSince) await recordOutage(downSince)
}

async function askWho(): Promise<readonly Known[]> {
  const places = await query<{ id: bigint }>(db, 'select id from access_municipalities order by id')
  return Promise.all(
    places.map(async ({ id }) => ({
      municipalityId: id,
      recipients: await responsiblesFor(db, id, 'database'),
    }))
  )
}

async function tellOutage(error: string): Promise<void> {
  const { email } = CHANNELS
  if (!email.isConfigured()) return
  const addresses = memory.known.flatMap(({ recipients }) => recipients.map((one) => one.email))
  const since = memory.downSince!
  const text = `O banco de dados do Aqueduto não responde a ${hostname()} desde ${since.toISOString()}.\n\nErro: ${error}`
  for (const address of new Set(addresses.filter((one) => one !== null))) {
    await email.send({
      ...{ id: 0n, template: 'alerts.database', files: [], recipientName: null },
      idempotencyKey: `outage-${since.getTime()}-${Buffer.from(address).toString('base64url')}`,
      recipient: address,
      subject: 'O banco de dados não responde',
      html: `<p>${text.replace(/[&<>]/g, (sign) => `&#${sign.charCodeAt(0)};`).replaceAll('\n', '<br>')}</p>`,
      text,
    })
  }
}

async function recordOutage(since: Date): Promise<void> {
  await db.transaction(async (tx) => {
    for (const { municipalityId } of memory.known) {
      const key = `database/${hostname()}/${since.getTime()}`
      await raiseAlert(tx, {
        ...{ municipalityId, topic: 'database', key, path: '/monitoring' },
        title: 'O banco de dados ficou fora do ar',
        detail: `De ${hostname()}, ele não respondeu desde ${since.toISOString()}.`,
      })
      await clearAlert(tx, municipalityId, key)
    }
  })
}
