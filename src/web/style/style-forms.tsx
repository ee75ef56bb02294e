import { ActionForm } from "#ui/form/action-form.tsx";
import {
  CheckboxField,
  CheckboxGroupField,
  RadioField,
  SearchSelectField,
  SelectField,
  SwitchField,
} from "#ui/form/choice-fields.tsx";
import { FileDropField } from "#ui/form/file-drop-field.tsx";
import { FormActions, FormGrid, FormWide } from "#ui/form/form-grid.tsx";
import { SubmitButton } from "#ui/form/submit-button.tsx";
import { TagsField } from "#ui/form/tags-field.tsx";
import { DateField, MoneyField, PasswordField, TextAreaField, TextField } from "#ui/form/text-fields.tsx";
import { Section } from "#ui/section.tsx";

const units = [
  { value: "shenyang", label: "R&D centre Shenyang" },
  { value: "beijing", label: "R&D centre Beijing" },
  { value: "lingyue", label: "Digital information technology" },
];

export function StyleForms() {
  return (
    <Section title="State a need" hint="Sent empty, it shows how mistakes look; nothing is stored.">
      <ActionForm intent="try" multipart>
        <FormGrid columns={2}>
          <TextField
            name="title"
            label="Title"
            description="In one line, as you would say it to a colleague."
            placeholder="Find weak cells before they fail"
            withAsterisk
          />
          <SelectField name="unit" label="Unit" choices={units} empty="Choose a unit" />
          <TextAreaField name="detail" label="What do you need?" withAsterisk />
          <TagsField
            name="topics[]"
            label="Topics"
            placeholder="Add a topic"
            suggestions={["Battery management", "Charging", "Digital twin"]}
          />
          <MoneyField name="budget" label="Budget" defaultFen={35_000_000} />
          <DateField name="decideBy" label="Decide by" defaultValue="2027-02-26" />
          <RadioField
            name="urgency"
            label="Urgency"
            defaultValue="quarter"
            choices={[
              { value: "now", label: "This month" },
              { value: "quarter", label: "This quarter" },
              { value: "year", label: "This year" },
            ]}
          />
          <CheckboxGroupField
            name="languages[]"
            label="Languages"
            columns={2}
            defaultValue={["en", "zh"]}
            choices={[
              { value: "en", label: "English" },
              { value: "zh", label: "中文" },
              { value: "de", label: "Deutsch" },
              { value: "ru", label: "Русский" },
            ]}
          />
          <SearchSelectField name="owner" label="Owner" choices={units} />
          <PasswordField name="password" label="Password" autoComplete="new-password" />
          <CheckboxField name="public" label="Publish the teaser" />
          <SwitchField name="alerts" label="Tell me about new matches" defaultChecked />
          <FormWide>
            <FileDropField name="files" label="Attachments" description="PDF or Office files up to 50 MB." multiple />
          </FormWide>
        </FormGrid>
        <FormActions>
          <SubmitButton>State the need</SubmitButton>
        </FormActions>
      </ActionForm>
    </Section>
  );
}
