// Runs an ELM library in the HL7 reference engine for every patient given.
// Standard input: {library, patients, context, rounds}; standard output: {results, microseconds}, the latter the time of
// each patient in each round after the first. In the context "Patient" the definitions are moved there: only there does
// the engine remember a false or a null, so it is many times faster.
import { readFileSync } from 'node:fs';
import cql from 'cql-execution';

const { library, patients, context = 'Unfiltered', rounds = 0 } = JSON.parse(readFileSync(0, 'utf8'));
for (const definition of library.library.statements.def) definition.context = context;
const loaded = new cql.Library(library);
const dates = library.library.parameters.def
  .filter((parameter) => parameter.parameterTypeSpecifier.name?.endsWith('}Date'))
  .map((parameter) => parameter.name);
const day = cql.DateTime.parse('2026-11-22T00:00:00.000+00:00');

async function answer(patient) {
  const executor = new cql.Executor(loaded, null, patient);
  const found = await executor.exec(new cql.PatientSource([{ id: 'one' }]), day);
  return context === 'Patient' ? found.patientResults.one : found.unfilteredResults;
}

for (const patient of patients) {
  for (const name of dates) {
    if (patient[name] != null) patient[name] = cql.Date.parse(patient[name]);
  }
}
const results = [];
for (const patient of patients) results.push(await answer(patient));

const microseconds = [];
for (let round = 0; round < rounds; round += 1) {
  for (const patient of patients) {
    const started = process.hrtime.bigint();
    await answer(patient);
    microseconds.push(Number(process.hrtime.bigint() - started) / 1000);
  }
}
// what the engine leaves undefined is told apart from null
const plain = (_name, value) => (value === undefined ? { undefined: true } : value);
process.stdout.write(JSON.stringify({ results, microseconds }, plain));
