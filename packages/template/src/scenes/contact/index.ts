import { contactCard } from "./ContactCard";
import { invitation } from "./Invitation";

export const contact = { ContactCard: contactCard, Invitation: invitation };
