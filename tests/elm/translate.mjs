// Translates CQL text (standard input) with the reference translator. Standard output: {elm, errors}.
import { readFileSync } from 'node:fs';
import {
  CqlTranslator, LibraryManager, ModelManager, createModelInfoProvider, stringAsSource,
} from '@cqframework/cql/cql-to-elm';
import { SYSTEM_MODEL } from './system-model.mjs';

const models = new ModelManager();
models.modelInfoLoader.registerModelInfoProvider(createModelInfoProvider(() => stringAsSource(SYSTEM_MODEL)));
const translator = CqlTranslator.fromText(readFileSync(0, 'utf8'), new LibraryManager(models));
const errors = Array.from(translator.errors, (error) => error.message);
process.stdout.write(JSON.stringify({ elm: JSON.parse(translator.toJson()), errors }));
