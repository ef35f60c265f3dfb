import { execFile } from 'node:child_process'
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import app from '@adonisjs/core/services/app'

const execute = promisify(execFile)
const TREE = [
  'core',
  'plugins',
  'config',
  'database',
  'tests',
  'bin',
  'docs',
  'templates',
  'public',
]
const ROOT_FILES = [
  ...['package.json', 'tsconfig.json', 'ace.js', 'adonisrc.ts', 'vite.config.ts'],
  ...['eslint.config.js', '.dependency-cruiser.mjs', 'tsconfig.lint.json', '.prettierignore'],
]

/** A copy of the product that a test may change: its own files, the packages of the original. */
export class ProductCopy {
  readonly path = mkdtempSync(join(tmpdir(), 'aqueduto-copy-'))

  constructor() {
    for (const name of [...TREE, ...ROOT_FILES]) {
      cpSync(app.makePath(name), join(this.path, name), { recursive: true })
    }
    symlinkSync(app.makePath('node_modules'), join(this.path, 'node_modules'))
  }

  /** Runs a program of the copy with this process's database server. @returns what it printed, and how it ended. */
  async node(...args: string[]): Promise<{ readonly status: number; readonly text: string }> {
    const env = { ...process.env, PORT: undefined, NODE_ENV: undefined, LOG_LEVEL: undefined }
    const options = { cwd: this.path, env, maxBuffer: 1 << 26 }
    try {
      const { stdout, stderr } = await execute(process.execPath, args, options)
      return { status: 0, text: stdout + stderr }
    } catch (error) {
      const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string }
      return { status: code, text: stdout + stderr }
    }
  }

  write(file: string, content: string): void {
    mkdirSync(dirname(join(this.path, file)), { recursive: true })
    writeFileSync(join(this.path, file), content)
  }

  remove(file: string): void {
    rmSync(join(this.path, file), { recursive: true })
  }

  dispose(): void {
    rmSync(this.path, { recursive: true, force: true })
  }
}

interface Step {
  readonly kind: 'file' | 'shell'
  /** Path of the file; nothing for shell lines. */
  readonly file: string
  readonly text: string
}

/** The steps of a tutorial in their order: its shell lines, and its blocks that name the file that they are. */
export function stepsOf(page: string): Step[] {
  const text = readFileSync(app.makePath(page), 'utf8')
  return [...text.matchAll(/^```(\w+)(?: file=(\S+))?\n([\s\S]*?)^```$/gm)].map(
    ([, language, file, body]): Step =>
      file
        ? { kind: 'file', file, text: body! }
        : { kind: language === 'sh' ? 'shell' : 'file', file: '', text: body! }
  )
}
