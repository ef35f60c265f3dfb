import { seedDemoUsers } from '#core/access/index'
import type { DemoPart } from '../part.ts'

const part: DemoPart = {
  name: 'access',
  title: 'Usuários e perfis',
  run: (tx, { municipalityId }) => seedDemoUsers(tx, municipalityId),
}

export default part
