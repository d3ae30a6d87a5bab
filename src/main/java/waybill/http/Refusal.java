package waybill.http;

import waybill.delivery.Fault;
import waybill.delivery.ServerCertificate;

/** Why a server's certificate was refused. @param certificate the one that is at fault */
record Refusal(Fault fault, ServerCertificate certificate, String detail) {}
