import { defineConfig } from 'drizzle-kit'

export default defineConfig({
  dialect: 'postgresql',
  schema: './src/**/schema.ts',
  out: `./${process.env.MIGRATIONS_FOLDER ?? 'migrations'}`,
  migrations: { prefix: 'index' },
})
