// Runs CQL text in a second engine: that of the CQF project (of the Java world, built for Node), which translates it
// itself. Standard input: {cql, patients, types, names}, a decimal as its text. Last line of standard output: for each
// patient the value of every definition named.
import { readFileSync } from 'node:fs';
import {
  LibraryManager, ModelManager, createLibrarySourceProvider, createModelInfoProvider, stringAsSource,
} from '@cqframework/cql/cql-to-elm';
import * as engine from '@cqframework/cql/engine';
import { KtList, KtMap, KtMutableSet } from '@cqframework/cql/kotlin-kotlin-stdlib';
import { BigDecimal } from '@cqframework/cql/shared';
import { SYSTEM_MODEL } from './system-model.mjs';

const { cql, patients, types, names } = JSON.parse(readFileSync(0, 'utf8'));
const models = new ModelManager();
models.modelInfoLoader.registerModelInfoProvider(createModelInfoProvider(() => stringAsSource(SYSTEM_MODEL)));
const libraries = new LibraryManager(models);
libraries.librarySourceLoader.registerProvider(createLibrarySourceProvider(() => stringAsSource(cql)));
const environment = new engine.Environment(libraries);

const MAKE = {
  Boolean: (value) => new engine.Boolean(value),
  Integer: (value) => new engine.Integer(value),
  Decimal: (value) => new engine.Decimal(BigDecimal.fromString(value)),
  String: (value) => new engine.String(value),
  Date: (value) => engine.Date.fromDateString(value),
};

function given(type, value) {
  if (value == null) return null;
  return Array.isArray(value) ? new engine.List(KtList.fromJsArray(value.map(MAKE[type]))) : MAKE[type](value);
}

function plain(value) {
  if (value == null) return null;
  if (value instanceof engine.Decimal) return value.value.toDouble();
  if (!(value instanceof engine.List)) return value.value;
  return engine.iterableToList(value.value).asJsReadonlyArrayView().map(plain);
}

const wanted = new engine.EvaluationParams.LibraryParams.Builder();
wanted.expressionsByName(names);
const asked = wanted.build();

function answer(patient) {
  const builder = new engine.EvaluationParams.Builder();
  builder.libraryByName('ColumnaPathway', asked);
  const parameters = Object.entries(patient).map(([name, value]) => [name, given(types[name], value)]);
  builder.parameters = KtMap.fromJsMap(new Map(parameters));
  // an engine keeps the parameters of its first patient, so each patient has an engine
  const caching = KtMutableSet.fromJsSet(new Set([engine.CqlEngine.Options.EnableExpressionCaching]));
  const found = new engine.CqlEngine(environment, caching).evaluate(builder.build()).onlyResultOrThrow;
  return Object.fromEntries(names.map((name) => [name, plain(found.getByName(name).value)]));
}

process.stdout.write(`\n${JSON.stringify(patients.map(answer))}`);
