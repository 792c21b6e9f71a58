"""The answers of the API as they are described to others: records of the desk, field by field, in the words of the glossary."""
