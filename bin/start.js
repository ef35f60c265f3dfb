/**
 * `npm start`: from a bare checkout to a running system. Starts the database, migrates, loads the demo municipality into an
 * empty one, builds the screens' assets when they changed, serves, and says where.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { createServer } from 'node:net'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../', import.meta.url))
const port = Number(process.env.PORT ?? 3333)
const host = process.env.HOST ?? '127.0.0.1'

function stop(message) {
  process.stderr.write(`${message}\n`)
  process.exit(1)
}

function run(args) {
  const { status } = spawnSync(process.execPath, args, {
    cwd: root,
    stdio: 'inherit',
    env: process.env,
  })
  if (status !== 0) process.exit(status ?? 1)
}

function isPortFree() {
  return new Promise((done) => {
    const probe = createServer()
    probe.once('error', () => done(false))
    probe.listen(port, host, () => probe.close(() => done(true)))
  })
}

function demoUsers(users) {
  const lines = users.map(({ email, profile }) => `    ${email.padEnd(38)} ${profile}`)
  return ['  Usuários da demonstração (senha: aqueduto-demo)', ...lines, '']
}

function newest(folder) {
  const times = readdirSync(`${root}${folder}`).map(
    (name) => statSync(`${root}${folder}/${name}`).mtimeMs
  )
  return Math.max(0, ...times)
}

function assetsAreCurrent() {
  const manifest = `${root}public/assets/.vite/manifest.json`
  return existsSync(manifest) && statSync(manifest).mtimeMs >= newest('templates/ui/assets')
}

if (Number(process.versions.node.split('.')[0]) < 24) {
  stop(
    `E_START_NODE: Aqueduto precisa do Node.js 24, que o npm instala em linux, macOS e Windows de 64 bits; aqui é o ${process.version}. Instale-o e rode de novo.`
  )
}
if (!(await isPortFree())) {
  stop(
    `E_START_PORT: a porta ${port} já está em uso. Pare o outro programa ou escolha outra: PORT=3334 npm start`
  )
}

await import('./typescript.js')
const { takeWithout } = await import('./without.ts')
takeWithout(process.argv.slice(2))
const { ensureDatabase } = await import('../core/database/embedded/index.ts')
try {
  await ensureDatabase(new URL('../', import.meta.url))
} catch (error) {
  stop(error.message)
}
if (!assetsAreCurrent()) run(['node_modules/vite/bin/vite.js', 'build', '--logLevel', 'warn'])
const { environmentOf } = await import('../core/database/environment.ts')
const isDemo = environmentOf() !== 'production'
const { serve } = await import('./serve.ts')
await serve({ prepared: isDemo ? ['--demo'] : [] })
if (process.exitCode) process.exit()
const { DEMO_USERS } = await import('../core/access/seed_users.ts')
process.stdout.write(
  [
    '',
    `  Aqueduto em http://${host === '0.0.0.0' ? 'localhost' : host}:${port}`,
    '',
    ...(isDemo ? demoUsers(DEMO_USERS) : []),
    '  Ctrl+C para o sistema; o banco de dados continua (npm run ace -- db:stop para pará-lo).',
    '',
    '',
  ].join('\n')
)
