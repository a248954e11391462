// CQL's own types, which the translator asks for as a model and its package does not carry.
const SIMPLE = ['Boolean', 'Integer', 'Long', 'Decimal', 'String', 'Date', 'DateTime', 'Time'];
const CLASSES = {
  Quantity: { value: 'Decimal', unit: 'String' },
  Ratio: { numerator: 'Quantity', denominator: 'Quantity' },
  Code: { code: 'String', system: 'String', version: 'String', display: 'String' },
  Vocabulary: { id: 'String', version: 'String', name: 'String' },
};

const simple = SIMPLE.map((name) => `<typeInfo xsi:type="SimpleTypeInfo" name="${name}" baseType="System.Any"/>`);
const element = ([name, type]) => `<element name="${name}" elementType="System.${type}"/>`;
const classes = Object.entries(CLASSES).map(
  ([name, elements]) =>
    `<typeInfo xsi:type="ClassInfo" name="${name}" baseType="System.Any">` +
    `${Object.entries(elements).map(element).join('')}</typeInfo>`,
);

export const SYSTEM_MODEL = `<?xml version="1.0" encoding="UTF-8"?>
<modelInfo xmlns="urn:hl7-org:elm-modelinfo:r1" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
  name="System" version="1.0.0" url="urn:hl7-org:elm-types:r1" targetQualifier="system">
  <typeInfo xsi:type="SimpleTypeInfo" name="Any"/>
  ${simple.join('\n  ')}
  ${classes.join('\n  ')}
  <typeInfo xsi:type="ClassInfo" name="Concept" baseType="System.Any">
    <element name="codes"><elementTypeSpecifier xsi:type="ListTypeSpecifier" elementType="System.Code"/></element>
    <element name="display" elementType="System.String"/>
  </typeInfo>
  <typeInfo xsi:type="ClassInfo" name="CodeSystem" baseType="System.Vocabulary"/>
  <typeInfo xsi:type="ClassInfo" name="ValueSet" baseType="System.Vocabulary"/>
</modelInfo>`;
